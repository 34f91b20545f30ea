package io.github.gatefault.filter.diagnosis;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.upstream.Upstreams;
import org.jspecify.annotations.Nullable;

/** Has the upstreams of incidents diagnosed, from when the filter starts until it stops. */
public final class DiagnosisListener implements IncidentListener {
    private final Upstreams upstreams;
    private volatile @Nullable Diagnoses diagnoses;

    /**
     * Makes a listener.
     *
     * @throws IllegalArgumentException if there is nothing to probe; the message names the settings
     */
    public DiagnosisListener(Upstreams upstreams) {
        if (upstreams.all().stream().allMatch(upstream -> upstream.url() == null)) {
            throw new IllegalArgumentException(
                    "diagnose is \"true\": there is nothing to probe; allowed is true only with an upstreams.<name>.url");
        }
        this.upstreams = upstreams;
    }

    @Override
    public void onStart(IncidentStore incidents) {
        diagnoses = new Diagnoses(upstreams, incidents);
    }

    @Override
    public void onIncident(Incident incident) {
        Diagnoses running = diagnoses;
        if (running != null) {
            running.diagnose(incident);
        }
    }

    @Override
    public void onStop() {
        Diagnoses running = diagnoses;
        if (running != null) {
            running.close();
        }
    }
}
