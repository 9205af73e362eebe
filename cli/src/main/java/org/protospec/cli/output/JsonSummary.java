package org.protospec.cli.output;

import java.util.List;
import java.util.Map;
import org.protospec.runtime.engine.Summary;
import org.protospec.runtime.engine.UndissectedFlows;
import org.protospec.runtime.ip.FragmentCounts;
import org.protospec.runtime.limit.Limit;

/** The last of the {@link JsonLines}: what a run amounts to. */
final class JsonSummary {
    private final JsonWriter json;
    private final LineTime time;

    JsonSummary(JsonWriter json, LineTime time) {
        this.json = json;
        this.time = time;
    }

    /** Writes the last line; its time and packet are those of the last packet. */
    void write(Summary summary, LastPacket last) {
        time.digits(last.timestampDigits());
        json.beginLine(json.beginning("summary"), time, last.time(), last.number(), JsonWriter.COMMA);
        json.name("packets").number(summary.packets());
        json.name("bytes").number(summary.bytes());
        json.name("flows").number(summary.flows());
        json.name("dissected").number(summary.dissected());
        json.name("midstream").number(summary.midstream());
        json.name("dissected_packets").number(summary.dissectedPackets());
        ifAny("cut_off", summary.cutOff());
        ifAny("overlong", summary.overlong());
        ifAny("damages", summary.damages());
        ifAny("bytes_skipped", summary.bytesSkipped());
        undissected(summary.undissected());
        json.name("limits").beginObject();
        for (Map.Entry<Limit, Long> each : summary.limits().entrySet()) {
            json.name(each.getKey().label()).number(each.getValue());
        }
        json.endObject();
        json.name("skipped").beginObject();
        for (Map.Entry<String, Long> each : summary.skipped().entrySet()) {
            json.name(each.getKey()).number(each.getValue());
        }
        json.endObject();
        fragments(summary.fragments());
        json.name("alerts").number(summary.alerts());
        json.name("errors").number(summary.errors());
        json.name("seconds").real(Math.round(summary.seconds() * 1e6) / 1e6);
        json.endLine();
    }

    private void ifAny(String name, long number) {
        if (number != 0) {
            json.name(name).number(number);
        }
    }

    private void fragments(FragmentCounts counts) {
        if (counts.fragments() > 0) {
            json.name("fragments").beginObject();
            counts.forEach(this::number);
            json.endObject();
        }
    }

    private void number(String name, long value) {
        json.name(name).number(value);
    }

    private void undissected(List<UndissectedFlows> all) {
        json.name("undissected").beginArray();
        for (UndissectedFlows each : all) {
            json.beginObject();
            json.name("layer").string(each.layer());
            json.name(each.layer().equals(UndissectedFlows.OTHER) ? "ports" : "port")
                    .number(each.port());
            json.name("flows").number(each.flows());
            json.name("packets").number(each.packets());
            json.name("bytes").number(each.bytes());
            json.endObject();
        }
        json.endArray();
    }
}
