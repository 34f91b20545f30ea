package io.github.gatefault.filter;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.answer.Answer;
import io.github.gatefault.filter.answer.Answers;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** What the filter answers of its own accord: the pages at the {@code type} of problem details. All else is the application's. */
final class OwnPages {
    private final ErrorPages pages;
    private final Visitors visitors;
    private final String problems;

    /**
     * Makes the pages.
     *
     * @param problems the path below which they are, as a request names it, with a slash at its end
     */
    OwnPages(ErrorPages pages, Visitors visitors, String problems) {
        this.pages = pages;
        this.visitors = visitors;
        this.problems = problems;
    }

    /** Answers this request if it is for a page of ours; returns whether it was. */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String uri = request.getRequestURI();
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || !uri.startsWith(problems)) {
            return false;
        }
        String token = uri.substring(problems.length());
        Visitor visitor = visitors.of(request);
        Optional<Page> page = token.isEmpty()
                ? Optional.of(pages.explanations(visitor))
                : CauseType.ofToken(token).map(cause -> pages.explanation(cause, visitor));
        if (page.isEmpty()) {
            return false;
        }
        write(Answers.explanation(page.get()), request, response);
        return true;
    }

    private static void write(Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        answer.headers().forEach(header -> response.setHeader(header.name(), header.value()));
        response.addHeader("Vary", answer.vary());
        response.setContentLength(answer.body().length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(answer.body());
        }
    }
}
