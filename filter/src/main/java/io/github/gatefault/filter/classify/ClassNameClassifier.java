package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells causes by a user's own few rules: the name of an exception's class, or of one that it extends, means a cause. */
final class ClassNameClassifier implements FailureClassifier {
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\p{javaJavaIdentifierStart}[\\p{javaJavaIdentifierPart}.]*\\p{javaJavaIdentifierPart}");

    private final Map<String, Verdict> verdicts = new HashMap<>();

    ClassNameClassifier(Map<String, String> rules) {
        rules.forEach((className, cause) -> {
            try {
                verdicts.put(CauseChain.unshaded(className), verdict(className, cause));
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
        List<ThrowableInfo> links = CauseChain.of(thrown.exception());
        for (ThrowableInfo link : links) {
            for (String type : link.types()) {
                Verdict verdict = verdicts.get(type);
                if (verdict != null) {
                    return verdict;
                }
            }
        }
        return null;
    }

    private static Verdict verdict(String className, String cause) {
        if (!CLASS_NAME.matcher(className).matches()) {
            throw new IllegalArgumentException("allowed before the = is the full name of a class");
        }
        CauseSpec word = CauseSpec.parse(cause.strip());
        return word == null
                ? Verdict.NOT_UPSTREAM
                : Cause.of(word.type(), word.detail(), "cause rule for " + className)
                        .confidence(Confidence.CLASS);
    }
}
