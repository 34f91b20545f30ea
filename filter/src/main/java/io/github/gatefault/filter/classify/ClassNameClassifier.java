package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Classifies exceptions by the users' own rules: names of classes, each with a cause. A rule also holds for subclasses. */
final class ClassNameClassifier implements FailureClassifier {
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\p{javaJavaIdentifierStart}[\\p{javaJavaIdentifierPart}.]*\\p{javaJavaIdentifierPart}");

    private final Map<String, Verdict> verdicts = new HashMap<>();

    ClassNameClassifier(Map<String, String> rules) {
        rules.forEach((className, cause) -> {
            try {
                verdicts.put(ThrowableInfo.unshaded(className), verdict(className, cause));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(className + "=" + cause + ": " + e.getMessage(), e);
            }
        });
    }

    @Override
    public @Nullable Verdict classify(Failure failure) {
        if (!(failure.seen() instanceof Thrown thrown)) {
            return null;
        }
        for (ThrowableInfo info : ThrowableInfo.chain(thrown.exception())) {
            for (String className : info.classNames()) {
                Verdict verdict = verdicts.get(className);
                if (verdict != null) {
                    return verdict;
                }
            }
        }
        return null;
    }

    private static Verdict verdict(String className, String cause) {
        if (!CLASS_NAME.matcher(className).matches()) {
            throw new IllegalArgumentException("must have the full name of a class before the =");
        }
        CauseSpec spec = CauseSpec.parse(cause.strip());
        return spec == null
                ? Verdict.NOT_UPSTREAM
                : Cause.of(spec.type(), spec.detail(), "cause rule for " + className)
                        .confidence(Confidence.CLASS);
    }
}
