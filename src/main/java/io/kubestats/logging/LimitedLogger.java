package io.kubestats.logging;

import static java.util.Objects.requireNonNull;

import io.kubestats.text.PrintableText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger of a library whose events strangers can trigger, such as Jetty's parser. From INFO upwards each event is one
 * line of printable ASCII, at most {@link PrintableText#LOG_CHARS} characters, without a stack trace, and each kind of
 * event is logged within a quota. DEBUG and TRACE, which have to be enabled explicitly, pass unchanged. Thread-safe.
 */
final class LimitedLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;
    private static final int KIND_CHARS = 80;

    private final transient Logger target;
    private final transient LogQuota quota;

    LimitedLogger(Logger target, LogQuota quota) {
        this.target = requireNonNull(target, "target");
        this.quota = requireNonNull(quota, "quota");
        this.name = target.getName();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        if (level.toInt() < Level.INFO.toInt()) {
            target.atLevel(level).setCause(cause).log(formatted(message, arguments));
            return;
        }
        OptionalLong leftOut = quota.admit(kind(message));
        if (leftOut.isPresent()) {
            String text = formatted(message, arguments) + (cause == null ? "" : ": " + cause);
            String count = leftOut.getAsLong() == 0 ? "" : " (and " + leftOut.getAsLong() + " more before)";
            target.atLevel(level).log(PrintableText.escape(text, PrintableText.LOG_CHARS - count.length()) + count);
        }
    }

    /** Returns the kind of an event, truncated because some libraries log data from clients as the message itself. */
    private String kind(@Nullable String message) {
        String text = String.valueOf(message);
        return name + ' ' + text.substring(0, Math.min(text.length(), KIND_CHARS));
    }

    private static String formatted(@Nullable String message, @Nullable Object @Nullable [] arguments) {
        return String.valueOf(MessageFormatter.basicArrayFormat(message, arguments));
    }

    @Override
    public boolean isTraceEnabled() {
        return target.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return target.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return target.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return target.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return target.isErrorEnabled();
    }
}
