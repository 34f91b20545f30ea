package io.github.gatefault.suite.harness;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet in one expression, for a test to say next to its facts what the inner code does. */
@FunctionalInterface
public interface Handler {
    /** Answers one request, or fails to. */
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;

    /** Returns this as a servlet; what it throws leaves the servlet as it is, where the API allows. */
    default HttpServlet servlet() {
        return new HandlerServlet(this);
    }

    /** The servlet of a handler. */
    final class HandlerServlet extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient Handler handler;

        private HandlerServlet(Handler handler) {
            this.handler = handler;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try {
                handler.handle(request, response);
            } catch (ServletException | IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }
}
