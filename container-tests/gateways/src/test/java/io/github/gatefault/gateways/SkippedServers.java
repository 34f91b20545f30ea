package io.github.gatefault.gateways;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end which servers nothing was tested with. */
public final class SkippedServers implements TestExecutionListener {
    private final Set<String> packages = new ConcurrentSkipListSet<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable()
                .filter(NotInstalled.class::isInstance)
                .map(NotInstalled.class::cast)
                .ifPresent(missing -> packages.add(missing.aptPackage()));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!packages.isEmpty()) {
            System.err.println("SKIPPED, for want of servers: apt-get install --no-install-recommends "
                    + String.join(" ", packages));
        }
    }
}
