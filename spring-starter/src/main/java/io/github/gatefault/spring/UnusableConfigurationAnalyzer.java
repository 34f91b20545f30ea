package io.github.gatefault.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot print what is wrong with the configuration instead of a stack trace. */
final class UnusableConfigurationAnalyzer extends AbstractFailureAnalyzer<UnusableConfigurationException> {
    /** For Spring Boot only. */
    UnusableConfigurationAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnusableConfigurationException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
