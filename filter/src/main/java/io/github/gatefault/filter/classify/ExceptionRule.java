package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.CauseChain.Link;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table: a link of this class, with such a message or from such a package, means this cause.
 *
 * @param className the name of the class or of one that it extends; names only, for no client is a dependency
 * @param link what else must hold of the link
 * @param beforeHeaders the cause where nothing of the answer had arrived; {@code null} for no failure of an upstream's
 * @param afterHeaders the cause where the answer had begun
 * @param detail the finer word, or {@code null}
 */
record ExceptionRule(
        String className,
        Predicate<Link> link,
        @Nullable CauseType beforeHeaders,
        @Nullable CauseType afterHeaders,
        @Nullable String detail) {

    static ExceptionRule when(String className) {
        return new ExceptionRule(className, any -> true, null, null, null);
    }

    /** Messages quote the peer: a pattern is tried from the first character on, never found in between. */
    ExceptionRule saying(String anchoredPattern) {
        Pattern pattern = Pattern.compile(anchoredPattern);
        return with(l -> pattern.matcher(l.message()).lookingAt());
    }

    ExceptionRule from(String packagePrefix) {
        return with(l -> l.thrownIn(packagePrefix));
    }

    ExceptionRule means(CauseType cause) {
        return new ExceptionRule(className, link, cause, cause, null);
    }

    ExceptionRule means(CauseType cause, String detail) {
        return new ExceptionRule(className, link, cause, cause, detail);
    }

    ExceptionRule means(CauseType beforeHeaders, CauseType afterHeaders) {
        return new ExceptionRule(className, link, beforeHeaders, afterHeaders, null);
    }

    boolean matches(Link candidate) {
        return candidate.isA(className) && link.test(candidate);
    }

    private ExceptionRule with(Predicate<Link> more) {
        return new ExceptionRule(className, link.and(more), beforeHeaders, afterHeaders, detail);
    }
}
