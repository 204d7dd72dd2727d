package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.file.FileFacts;
import org.schoolgate.rules.policy.FileTerms;

/**
 * Holds what one exchange sends and fetches against what its role may, as it becomes known. Each method returns what is to
 * become of the exchange then, or null where nothing changes. On the event loop of its client.
 */
final class ContentCheck {
    private final Rulebook rules;
    private final RequestHead head;
    private final FileTerms terms;
    private Judgement judgement;
    private FileFacts file = new FileFacts(Set.of(), "", FileFacts.UNKNOWN);
    private long sent;
    private long received;

    /** @param allowed what was decided on the request */
    ContentCheck(Rulebook rules, RequestHead head, Judgement allowed, FileTerms terms) {
        this.rules = rules;
        this.head = head;
        this.judgement = allowed;
        this.terms = terms;
    }

    /** By the head of the request. */
    @Nullable
    Judgement request() {
        return head.hasBody() && terms.looksAtUploads()
                ? upload(length(head.headers().get(HttpHeaderNames.CONTENT_LENGTH)))
                : null;
    }

    /** By so many more bytes of its body. */
    @Nullable
    Judgement sent(int bytes) {
        sent += bytes;
        boolean isCrossed = sent > terms.maxUploadBytes() && sent - bytes <= terms.maxUploadBytes();
        return isCrossed ? upload(sent) : null;
    }

    private @Nullable Judgement upload(long bytes) {
        return latest(rules.judgeUpload(judgement, head, bytes));
    }

    /** Several parts of a file come in one answer that does not say what they are parts of: asks for all of it instead. */
    void askForNoParts() {
        List<String> ranges = head.headers().getAll(HttpHeaderNames.RANGE);
        if (terms.looksAtDownloads()
                && (ranges.size() > 1 || String.join("", ranges).indexOf(',') >= 0)) {
            head.headers().remove(HttpHeaderNames.RANGE);
            head.headers().remove(HttpHeaderNames.IF_RANGE);
        }
    }

    /** By the head of an answer that has a body. */
    @Nullable
    Judgement answer(HttpHeaders answer) {
        if (!terms.looksAtDownloads()) {
            return null;
        }
        long length = length(answer.get(HttpHeaderNames.CONTENT_LENGTH));
        file = FileFacts.of(
                head.path(),
                answer.get(HttpHeaderNames.CONTENT_TYPE, ""),
                answer.get(HttpHeaderNames.CONTENT_DISPOSITION, ""),
                Math.max(length, whole(answer.get(HttpHeaderNames.CONTENT_RANGE))));
        return download(file);
    }

    /** By so many more bytes of its body. */
    @Nullable
    Judgement received(int bytes) {
        received += bytes;
        boolean isCrossed = received > terms.maxDownloadBytes() && received - bytes <= terms.maxDownloadBytes();
        return isCrossed ? download(new FileFacts(file.extensions(), file.mediaType(), received)) : null;
    }

    private @Nullable Judgement download(FileFacts known) {
        return latest(rules.judgeDownload(judgement, head, known));
    }

    /** What was only observed once is not asked about again at each part. */
    private @Nullable Judgement latest(@Nullable Judgement next) {
        if (next != null) {
            judgement = next;
        }
        return next;
    }

    /** Of a part, the length of the whole (RFC 9110, section 14.4): else a file would come in parts. */
    private static long whole(@Nullable String contentRange) {
        return contentRange == null ? FileFacts.UNKNOWN : length(contentRange.substring(contentRange.indexOf('/') + 1));
    }

    private static long length(@Nullable String digits) {
        try {
            return digits == null ? FileFacts.UNKNOWN : Long.parseLong(digits.strip());
        } catch (NumberFormatException e) {
            return FileFacts.UNKNOWN;
        }
    }
}
