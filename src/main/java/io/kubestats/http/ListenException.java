package io.kubestats.http;

import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Failure to bind the listen address; the message states the cause and the remedy. */
public final class ListenException extends Exception {
    private static final long serialVersionUID = 1;

    private ListenException(String message, Throwable cause) {
        super(message, cause);
    }

    static ListenException of(String host, int port, boolean secure, Throwable failure) {
        return new ListenException(
                "cannot listen on " + host + ":" + port + ": "
                        + reason(failure, secure ? "--secure-port PORT" : "--listen HOST:PORT"),
                failure);
    }

    private static String reason(Throwable failure, String flag) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "no such host; give an address of this machine with " + flag;
            }
            if (cause instanceof BindException) {
                return bindReason(String.valueOf(cause.getMessage()), flag);
            }
        }
        return String.valueOf(failure.getMessage());
    }

    private static String bindReason(String message, String flag) {
        if (message.contains("in use")) {
            return "the port is in use; stop the program that has it, or choose another with " + flag;
        }
        if (message.contains("ermission")) {
            return "permission denied; ports below 1024 need a privilege, choose another with " + flag;
        }
        if (message.contains("assign")) {
            return "this machine does not have that address; choose another with " + flag;
        }
        return message;
    }
}
