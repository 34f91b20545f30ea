package io.github.gatefault.suite.harness;

import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request and what came back.
 *
 * @param number the value of its {@code X-Exchange}, by which the upstream knows it too
 * @param request what was sent
 * @param answer what came
 * @param gated whether the filter was in front
 */
public record Exchange(String number, Request request, Answer answer, boolean gated) {
    private static final Pattern PROXY_STATUS =
            Pattern.compile("(?:.*, )?gatefault; (?:error=([a-z_]+)|received-status=([0-9]{3}))(?:;.*)?");
    private static final Pattern PROBLEM_TYPE = Pattern.compile("\"type\":\"[^\"]*?([a-z_]+)\"");

    /** Returns whether the answer is one of ours. */
    public boolean isOurs() {
        return !answer.headers("Proxy-Status").isEmpty();
    }

    /**
     * Returns the cause that an answer of ours gives in {@code Proxy-Status}; where another gateway answered, in the problem, if
     * it is JSON.
     */
    public Optional<String> cause() {
        return answer.header("Proxy-Status").map(value -> {
            Matcher matcher = PROXY_STATUS.matcher(value);
            if (!matcher.matches()) {
                throw new AssertionError("Not a Proxy-Status of ours: " + value);
            }
            if (matcher.group(1) != null) {
                return matcher.group(1);
            }
            Matcher type = PROBLEM_TYPE.matcher(answer.text());
            return type.find() ? type.group(1) : "upstream_error_response";
        });
    }

    /** Returns the ID that the visitor got, if there was an answer. */
    public Optional<String> correlationId() {
        return answer.header("X-Correlation-Id");
    }

    @Override
    public String toString() {
        return request.method() + " " + request.target() + " -> " + answer;
    }
}
