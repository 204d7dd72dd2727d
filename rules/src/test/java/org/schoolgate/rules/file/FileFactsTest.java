package org.schoolgate.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileFactsTest {
    private static @Nullable FileGroup group(String target, String type, String disposition) {
        return FileFacts.of(target, type, disposition, FileFacts.UNKNOWN).groupIn(EnumSet.allOf(FileGroup.class));
    }

    /** Columns: path, declared type, Content-Disposition, group (- for none). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/setup.exe                     | ``                          | ``                                     | programs",
                "/SETUP.EXE                     | application/octet-stream    | ``                                     | programs",
                "/setup.exe?v=1                 | text/html                   | ``                                     | programs",
                "/setup.e%78e                   | ``                          | ``                                     | programs",
                "/setup%2Eexe                   | ``                          | ``                                     | programs",
                "/setup%252eexe                 | ``                          | ``                                     | programs",
                "/x%2Fsetup.exe                 | ``                          | ``                                     | programs",
                "/setup.exe%20                  | ``                          | ``                                     | programs",
                "/setup.exe.                    | ``                          | ``                                     | programs",
                "/setup.exe%00.txt              | ``                          | ``                                     | programs",
                "/setup.exe::$DATA              | ``                          | ``                                     | programs",
                "/setup.exe%E2%80%8B            | ``                          | ``                                     | programs",
                "/report%E2%80%AEfdp.exe        | ``                          | ``                                     | programs",
                "/setup.exe;v=1                 | ``                          | ``                                     | programs",
                "/report.pdf.exe                | application/pdf             | ``                                     | programs",
                "/download                      | ``                          | attachment; filename=setup.exe         | programs",
                "/download                      | ``                          | attachment; filename=\"set up.exe\"    | programs",
                "/download                      | ``                          | attachment; filename=\"a\\\".exe\"     | programs",
                "/download                      | ``                          | ATTACHMENT;FILENAME = \"setup.EXE\"    | programs",
                "/download                      | ``                          | attachment; filename*=UTF-8''setup%2eexe | programs",
                "/download                      | ``                          | attachment; filename=a.txt; filename*=UTF-8''b.exe | programs",
                "/download                      | ``                          | attachment; filename=a.exe; filename*=UTF-8''b.txt | programs",
                "/download                      | ``                          | attachment; filename*0=\"a.exe\"       | programs",
                "/download                      | ``                          | inline; filename=\"..\\..\\a.exe\"     | programs",
                "/download                      | ``                          | attachment; filename=\"a.exe           | programs",
                "/download                      | application/x-msdownload    | ``                                     | programs",
                "/download                      | Application/X-MSI; x=1      | ``                                     | programs",
                "/app.apk                       | ``                          | ``                                     | programs",
                "/app                           | application/vnd.android.package-archive | ``                         | programs",
                "/package.deb                   | ``                          | ``                                     | programs",
                "/lib.jar                       | application/zip             | ``                                     | programs",
                "/run.bat                       | text/plain                  | ``                                     | scripts",
                "/run.ps1                       | ``                          | ``                                     | scripts",
                "/install.sh                    | ``                          | ``                                     | scripts",
                "/shortcut.lnk                  | ``                          | ``                                     | scripts",
                "/run                           | application/x-sh            | ``                                     | scripts",
                "/a.zip                         | ``                          | ``                                     | archives",
                "/a.tar.gz                      | ``                          | ``                                     | archives",
                "/a                             | application/x-7z-compressed | ``                                     | archives",
                "/sheet.xlsm                    | ``                          | ``                                     | macro_office",
                "/sheet                         | application/vnd.ms-excel.sheet.macroEnabled.12 | ``                  | macro_office",
                "/disk.iso                      | ``                          | ``                                     | disk_images",
                "/disk                          | application/x-apple-diskimage | ``                                   | disk_images",
                "/film.torrent                  | ``                          | ``                                     | torrents",
                "/                              | text/html                   | ``                                     | -",
                "/page.html                     | text/html; charset=utf-8    | ``                                     | -",
                "/report.pdf                    | application/pdf             | ``                                     | -",
                "/essay.docx                    | application/vnd.openxmlformats-officedocument.wordprocessingml.document | `` | -",
                "/script.js                     | text/javascript             | ``                                     | -",
                "/photo.jpg                     | image/jpeg                  | inline; filename=photo.jpg             | -",
                "/lookup/example.com            | text/html                   | ``                                     | -",
                "/exe                           | text/html                   | ``                                     | -",
                "/.exe.d/page                   | text/html                   | ``                                     | -",
                "/search?q=setup.exe            | text/html                   | ``                                     | -",
                "/exe.txt                       | text/plain                  | attachment; filename=exe               | -",
                "*                              | ``                          | ``                                     | -",
            })
    void aFileIsOfTheKindThatANameOrItsTypeTells(String target, String type, String disposition, String group) {
        FileGroup found = group(target, type, disposition);
        assertThat(found == null ? "-" : found.id()).isEqualTo(group);
    }

    @Test
    void onlyTheGroupsAskedForCount() {
        FileFacts program = FileFacts.of("/setup.exe", "application/zip", "", 7);
        assertThat(program.groupIn(Set.of(FileGroup.ARCHIVES))).isEqualTo(FileGroup.ARCHIVES);
        assertThat(program.groupIn(Set.of(FileGroup.TORRENTS))).isNull();
        assertThat(program.bytes()).isEqualTo(7);
    }

    @Test
    void noGroupHasWhatPagesAreMadeOf() {
        for (String extension :
                "html htm js mjs css json svg png jpg gif webp woff2 mp4 mp3 pdf txt xml php".split(" ")) {
            assertThat(group("/a." + extension, "", "")).as(extension).isNull();
        }
        assertThat(Arrays.stream(FileGroup.values()).map(FileGroup::id)).doesNotHaveDuplicates();
    }
}
