package io.github.gatefault.pages.internal.render;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.reflect.AbstractObjectHandler;
import com.github.mustachejava.util.Wrapper;
import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.pages.internal.i18n.MessageBundles;
import io.github.gatefault.pages.template.TemplateSource;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The compiled templates of all causes. Only this class knows the template engine. A cause uses the first that exists of
 * {@code <cause>.mustache}, {@code <family>.mustache} and {@code page.mustache}.
 */
public final class Templates {
    /** The templates of the library. */
    public static final TemplateSource BUILT_IN = Templates.class::getResourceAsStream;

    private static final String PAGE = "page.mustache";
    /** The built-in files that an application can replace; it can add one for each cause and family. */
    public static final List<String> REPLACEABLE_FILES = List.of(
            PAGE,
            "actions.mustache",
            "brand.mustache",
            "hops.mustache",
            "notice.mustache",
            "problem.mustache",
            "problems.mustache",
            "reference.mustache",
            "script.mustache",
            "style.mustache");

    private static final int MAX_DEPTH = 20;

    /** Compiled for the first page, since most applications start without a failure. */
    private static final class BuiltIn {
        static final Templates TEMPLATES = new Templates(named(BUILT_IN, PAGE));
    }

    private final Map<CauseType, Template> byCause = new EnumMap<>(CauseType.class);

    /** Compiles the templates of all causes. An {@link IllegalArgumentException} names file and line of a broken one. */
    public Templates(TemplateSource source) {
        Map<String, Template> compiled = new HashMap<>();
        for (CauseType cause : CauseType.values()) {
            String file = Stream.of(cause.token(), cause.family().token())
                    .map(token -> token + ".mustache")
                    .filter(name -> MessageBundles.readText(source, name) != null)
                    .findFirst()
                    .orElse(PAGE);
            byCause.put(cause, compiled.computeIfAbsent(file, name -> named(source, name)));
        }
    }

    /** Uses one template for all causes. */
    private Templates(Template page) {
        for (CauseType cause : CauseType.values()) {
            byCause.put(cause, page);
        }
    }

    /** Returns the templates of the library. */
    static Templates builtIn() {
        return BuiltIn.TEMPLATES;
    }

    /** Returns whether this source has a template, so that its pages differ from the built-in ones. */
    public static boolean existIn(TemplateSource source) {
        Stream<String> causes = Arrays.stream(CauseType.values()).map(cause -> cause.token() + ".mustache");
        Stream<String> families = Arrays.stream(CauseFamily.values()).map(family -> family.token() + ".mustache");
        return Stream.of(REPLACEABLE_FILES.stream(), causes, families)
                .flatMap(names -> names)
                .anyMatch(name -> MessageBundles.readText(source, name) != null);
    }

    /** Compiles the template of this name. An {@link IllegalArgumentException} names file and line if it is broken. */
    public static Template named(TemplateSource source, String name) {
        String text = MessageBundles.readText(source, name);
        if (text == null) {
            throw new IllegalStateException("The library is incomplete: " + name + " is missing");
        }
        try {
            return new Template(name, new Engine(source).compile(new StringReader(text), name));
        } catch (MustacheException e) {
            throw new IllegalArgumentException("template must be valid Mustache: " + e.getMessage(), e);
        }
    }

    /** Returns the template of this cause. */
    public Template of(CauseType cause) {
        return Objects.requireNonNull(byCause.get(cause));
    }

    /** One compiled template. */
    public record Template(String name, Mustache code) {
        /** Renders this model. An {@link IllegalArgumentException} names file and line if the template fails. */
        public String execute(Map<String, Object> model) {
            try {
                StringWriter out = new StringWriter(8192);
                code.execute(out, List.of(model));
                return out.toString();
            } catch (MustacheException e) {
                throw new IllegalArgumentException("template cannot be rendered: " + e.getMessage(), e);
            }
        }
    }

    private static final class Engine extends DefaultMustacheFactory {
        private final TemplateSource source;

        Engine(TemplateSource source) {
            this.source = source;
            setObjectHandler(new MapsOnlyHandler());
            setRecursionLimit(MAX_DEPTH);
        }

        @Override
        public Reader getReader(String name) {
            String text = MessageBundles.readText(source, name);
            if (text == null) {
                throw new MustacheException("There is no " + name);
            }
            return new StringReader(text);
        }

        /** Names file and line where a partial is missing; the engine names neither. */
        @Override
        public MustacheVisitor createMustacheVisitor() {
            return new DefaultMustacheVisitor(this) {
                @Override
                public void partial(TemplateContext context, String name, String indent) {
                    String file = resolvePartialPath("", name, ".mustache");
                    if (MessageBundles.readText(source, file) == null) {
                        throw new MustacheException("There is no partial " + file, context);
                    }
                    super.partial(context, name, indent);
                }
            };
        }
    }

    /** Finds names in maps only, so that no template can call a method or read a field. */
    private static final class MapsOnlyHandler extends AbstractObjectHandler {
        @Override
        public Wrapper find(String name, @Nullable List<Object> scopes) {
            String[] path = name.split("\\.", -1);
            return at -> find(path, at);
        }

        /** The engine asks for a binding of plain text too, which has no name. */
        @Override
        public Binding createBinding(@Nullable String name, TemplateContext context, Code code) {
            return name == null ? scopes -> null : find(name, null)::call;
        }

        /** Returns the value at this path in the innermost map that has its first name. */
        private static @Nullable Object find(String[] path, List<Object> scopes) {
            for (int i = scopes.size() - 1; i >= 0; i--) {
                if (scopes.get(i) instanceof Map<?, ?> map && map.containsKey(path[0])) {
                    Object found = map;
                    for (String name : path) {
                        found = found instanceof Map<?, ?> inner ? inner.get(name) : null;
                    }
                    return found;
                }
            }
            return null;
        }
    }
}
