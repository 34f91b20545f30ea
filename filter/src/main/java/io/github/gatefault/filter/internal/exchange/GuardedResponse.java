package io.github.gatefault.filter.internal.exchange;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;

/** Drops what the app sets once the exchange is taken over. Here is what needs no more than that. */
abstract class GuardedResponse extends HttpServletResponseWrapper {
    final Exchange exchange;

    GuardedResponse(HttpServletResponse raw, Exchange exchange) {
        super(raw);
        this.exchange = exchange;
    }

    @Override
    public void setBufferSize(int size) {
        if (!exchange.isTakenOver()) {
            super.setBufferSize(size);
        }
    }

    @Override
    public void setContentType(String type) {
        if (!exchange.isTakenOver()) {
            super.setContentType(type);
        }
    }

    @Override
    public void setCharacterEncoding(String charset) {
        if (!exchange.isTakenOver()) {
            super.setCharacterEncoding(charset);
        }
    }

    @Override
    public void setCharacterEncoding(Charset charset) {
        if (!exchange.isTakenOver()) {
            super.setCharacterEncoding(charset);
        }
    }

    @Override
    public void setLocale(Locale locale) {
        if (!exchange.isTakenOver()) {
            super.setLocale(locale);
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (!exchange.isTakenOver()) {
            super.sendRedirect(location);
        }
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        if (!exchange.isTakenOver()) {
            super.sendRedirect(location, clearBuffer);
        }
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        if (!exchange.isTakenOver()) {
            super.sendRedirect(location, status);
        }
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (!exchange.isTakenOver()) {
            super.sendRedirect(location, status, clearBuffer);
        }
    }
}
