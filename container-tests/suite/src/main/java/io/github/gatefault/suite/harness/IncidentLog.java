package io.github.gatefault.suite.harness;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** The log events of incidents, as an operator's log collector gets them. */
final class IncidentLog extends AppenderBase<ILoggingEvent> {
    private final Collection<IncidentEvent> events = new ConcurrentLinkedQueue<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("gatefault.incident");

    void attach() {
        setContext(logger.getLoggerContext());
        start();
        logger.addAppender(this);
    }

    void detach() {
        logger.detachAppender(this);
        stop();
    }

    List<IncidentEvent> events() {
        return List.copyOf(events);
    }

    void clear() {
        events.clear();
    }

    @Override
    protected void append(ILoggingEvent event) {
        Map<String, String> values = new LinkedHashMap<>(event.getMDCPropertyMap());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        for (KeyValuePair pair : pairs == null ? new ArrayList<KeyValuePair>() : pairs) {
            values.put(pair.key, String.valueOf(pair.value));
        }
        events.add(new IncidentEvent(
                event.getLevel().toString(),
                event.getFormattedMessage(),
                values,
                Map.copyOf(event.getMDCPropertyMap())));
    }
}
