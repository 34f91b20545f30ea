package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.answer.Answer.Header;
import io.github.gatefault.filter.internal.http.ProxyStatusField.Member;
import io.github.gatefault.filter.internal.http.ProxyStatusWriter;
import io.github.gatefault.pages.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an answer of a page: adds its headers, so that the answer is exact, not stored and not indexed.
 *
 * @param proxyStatus writes {@code Proxy-Status}; {@code null} for answers without it
 */
public record AnswerFactory(@Nullable ProxyStatusWriter proxyStatus) {

    /** Returns the answer; {@code innerHops} are the members that intermediaries closer to the origin added. */
    public Answer of(Incident incident, Page page, List<Member> innerHops) {
        List<Header> headers = headers("no-store", page);
        incident.retryAfterSeconds().ifPresent(s -> headers.add(new Header("Retry-After", Long.toString(s))));
        if (proxyStatus != null) {
            headers.add(new Header("Proxy-Status", proxyStatus.write(incident, innerHops)));
        }
        return answer(incident.status(), headers, page);
    }

    /** Returns the answer with a page that explains causes: it is no failure, and does not change until the next start. */
    public static Answer explanation(Page page) {
        return answer(200, headers("no-cache", page), page);
    }

    private static List<Header> headers(String cacheControl, Page page) {
        List<Header> headers = new ArrayList<>(8);
        headers.add(new Header("Cache-Control", cacheControl));
        headers.add(new Header("Content-Language", page.language().toLanguageTag()));
        headers.add(new Header("X-Content-Type-Options", "nosniff"));
        headers.add(new Header("X-Robots-Tag", "noindex"));
        if (page.contentSecurityPolicy() != null) {
            headers.add(new Header("Content-Security-Policy", page.contentSecurityPolicy()));
        }
        return headers;
    }

    private static Answer answer(int status, List<Header> headers, Page page) {
        return new Answer(
                status, page.format().contentType(), List.copyOf(headers), "Accept, Accept-Language", page.body());
    }
}
