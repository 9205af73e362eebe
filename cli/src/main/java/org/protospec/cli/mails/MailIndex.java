package org.protospec.cli.mails;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.CaptureTime;
import org.protospec.runtime.flow.Flow;

/** The index of mails: one line a mail, columns parted by tabs, the first line names them. */
final class MailIndex {
    private static final String HEADER =
            "file\tcapture\tpacket\tts\tflow\tclient\tserver\tfrom\tto\tbytes\tcomplete\taccepted\tcode\n";
    private static final int TIME_DIGITS = 6;

    private final StringBuilder text = new StringBuilder(HEADER);
    private int mails;

    /** Adds a mail; {@code answer} is its event, null if it was never answered. */
    void add(StoredMail mail, String capture, Flow flow, @Nullable EnvelopeFields answer) {
        mails++;
        cell(String.valueOf(mail.file().getFileName()));
        cell(capture);
        cell(Long.toString(mail.packet()));
        StringBuilder time = new StringBuilder();
        CaptureTime.iso8601(mail.time(), TIME_DIGITS, time);
        cell(time.toString());
        cell(Long.toString(flow.id()));
        cell(flow.client());
        cell(flow.server());
        cell(answer == null ? "" : answer.get("from"));
        cell(answer == null ? "" : answer.get("to"));
        cell(Long.toString(mail.bytes()));
        cell(Boolean.toString(mail.whole() && mail.over()));
        cell(answer == null ? "" : answer.get("accepted"));
        cell(answer == null ? "" : answer.get("code"));
        text.setCharAt(text.length() - 1, '\n');
    }

    private void cell(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append(Character.isISOControl(c) ? '?' : c);
        }
        text.append('\t');
    }

    int mails() {
        return mails;
    }

    String text() {
        return text.toString();
    }
}
