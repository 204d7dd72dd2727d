package org.schoolgate.rules.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.file.FileFacts;
import org.schoolgate.rules.file.FileGroup;
import org.schoolgate.rules.policy.PolicyDocument.DownloadSection;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.PolicyDocument.UploadSection;

/**
 * What one role may fetch and send: a second question about a request that is allowed, answered in the step of categories. A
 * file of the help set, of the infrastructure set, or of a host that an entry or a rule allows is not asked about. A grant
 * is for sites, and says nothing of files.
 *
 * @param downloads null for all
 * @param uploads null for all
 */
public record FileTerms(
        @Nullable DownloadSection downloads,
        @Nullable String downloadClause,
        @Nullable UploadSection uploads,
        @Nullable String uploadClause) {
    /** Each of the two is what the nearest role says that speaks of it. */
    static FileTerms of(Lineage lineage) {
        RoleSection ofDownloads = lineage.first(role -> role.downloads() == null ? null : role);
        RoleSection ofUploads = lineage.first(role -> role.uploads() == null ? null : role);
        return new FileTerms(
                ofDownloads == null ? null : ofDownloads.downloads(),
                ofDownloads == null ? null : ofDownloads.clause(),
                ofUploads == null ? null : ofUploads.uploads(),
                ofUploads == null ? null : ofUploads.clause());
    }

    /** Whether it depends on the file what becomes of what is fetched. */
    public boolean looksAtDownloads() {
        return downloads != null;
    }

    /** Whether it depends on the body what becomes of what is sent. */
    public boolean looksAtUploads() {
        return uploads != null;
    }

    /** {@link Long#MAX_VALUE} for any length. */
    public long maxDownloadBytes() {
        return downloads == null ? Long.MAX_VALUE : downloads.maxBytes();
    }

    /** Likewise. */
    public long maxUploadBytes() {
        return uploads == null ? Long.MAX_VALUE : uploads.maxBytes();
    }

    private static boolean isAsked(Decision allowed) {
        return switch (allowed.reason().step()) {
            case LOCKED, HELP, INFRASTRUCTURE -> false;
            case NAMED -> allowed.isObserved();
            default -> true;
        };
    }

    /** Null when it may be fetched. */
    @Nullable
    Decision download(FileFacts file, Decision allowed, Question question) {
        DownloadSection terms = downloads;
        if (terms == null || !isAsked(allowed)) {
            return null;
        }
        FileGroup group = file.groupIn(terms.blocked());
        if (group != null) {
            return question.decide(Step.CATEGORY, blocking("downloads/" + group.id(), downloadClause));
        }
        return file.bytes() > terms.maxBytes()
                ? question.decide(Step.CATEGORY, blocking("downloads/size", downloadClause))
                : null;
    }

    /** Null when it may be sent. */
    @Nullable
    Decision upload(long bytes, Decision allowed, Question question) {
        UploadSection terms = uploads;
        if (terms == null || !isAsked(allowed)) {
            return null;
        }
        Match match = matchIn(terms.blockedCategories(), question);
        if (match != null) {
            return question.decide(Step.CATEGORY, blocking("uploads/category", uploadClause), match);
        }
        return bytes > terms.maxBytes() ? question.decide(Step.CATEGORY, blocking("uploads/size", uploadClause)) : null;
    }

    private static @Nullable Match matchIn(Set<Category> categories, Question question) {
        for (Match match : question.verdict().listings()) {
            if (categories.contains(match.category())) {
                return match;
            }
        }
        return null;
    }

    private static Ruling blocking(String rule, @Nullable String clause) {
        return new Ruling(Action.BLOCK, rule, clause);
    }
}
