package org.schoolgate.rules.file;

import java.util.Locale;
import java.util.Set;

/**
 * Files of one kind. Not among them are what pages are made of, such as {@code .js}: to block that is to block the web; and
 * {@code .com}, by which paths name sites, and hardly a program any more.
 */
public enum FileGroup {
    /** What runs, or installs what runs. */
    PROGRAMS(
            "exe scr pif cpl msi msp msix msixbundle appx appxbundle xap dll sys ocx drv gadget apk aab xapk ipa jar jnlp"
                    + " deb rpm snap flatpak flatpakref appimage run bin elf pkg mpkg app crx xpi",
            "application/x-msdownload application/x-msdos-program application/x-dosexec application/exe application/x-exe"
                    + " application/vnd.microsoft.portable-executable application/x-msi application/x-ms-installer"
                    + " application/msix application/appx application/vnd.ms-appx application/vnd.android.package-archive"
                    + " application/java-archive application/x-java-archive application/x-java-jnlp-file"
                    + " application/x-debian-package application/vnd.debian.binary-package application/x-rpm"
                    + " application/x-redhat-package-manager application/vnd.flatpak application/vnd.snap application/x-executable"
                    + " application/x-elf application/x-sharedlib application/vnd.appimage application/x-apple-installer"
                    + " application/x-newton-compatible-pkg application/x-chrome-extension application/x-xpinstall"),
    /** What a shell or a desktop runs, and links that make it run something. */
    SCRIPTS(
            "bat cmd ps1 psm1 psd1 ps1xml vbs vbe vb jse wsf wsh wsc sct hta sh bash command csh ksh zsh fish scpt scptd"
                    + " applescript workflow ahk au3 lnk url scf inf reg desktop chm hlp msc settingcontent-ms library-ms"
                    + " search-ms application diagcab",
            "application/x-bat application/x-msdos-batch application/x-powershell text/x-powershell text/vbscript"
                    + " application/hta application/x-sh application/x-shellscript text/x-shellscript application/x-csh"
                    + " application/x-ms-shortcut application/x-desktop application/vnd.ms-htmlhelp text/x-registry"
                    + " application/x-ms-application"),
    /** In which other files are, unseen. */
    ARCHIVES(
            "zip zipx 7z rar r00 tar tgz gz gzip bz2 tbz tbz2 xz txz lz lzma lz4 zst tzst z cab arj ace lzh lha alz egg zoo arc"
                    + " cpio wim",
            "application/zip application/x-zip application/x-zip-compressed application/x-7z-compressed application/vnd.rar"
                    + " application/x-rar application/x-rar-compressed application/x-tar application/gzip application/x-gzip"
                    + " application/x-gtar application/x-tgz application/x-bzip application/x-bzip2 application/x-xz"
                    + " application/x-lzip application/x-lzma application/zstd application/x-zstd application/x-compress"
                    + " application/x-compressed application/vnd.ms-cab-compressed application/x-arj application/x-ace-compressed"
                    + " application/x-lzh-compressed application/x-cpio application/x-ms-wim"),
    /** Documents that may run macros. */
    MACRO_OFFICE(
            "docm dotm xlsm xltm xlam xlsb xll xla xlm pptm potm ppam ppsm sldm ppa wll mam mdb mde accdb accde accdr odb iqy slk",
            "application/vnd.ms-word.document.macroenabled.12 application/vnd.ms-word.template.macroenabled.12"
                    + " application/vnd.ms-excel.sheet.macroenabled.12 application/vnd.ms-excel.template.macroenabled.12"
                    + " application/vnd.ms-excel.addin.macroenabled.12 application/vnd.ms-excel.sheet.binary.macroenabled.12"
                    + " application/vnd.ms-powerpoint.presentation.macroenabled.12"
                    + " application/vnd.ms-powerpoint.template.macroenabled.12"
                    + " application/vnd.ms-powerpoint.addin.macroenabled.12"
                    + " application/vnd.ms-powerpoint.slideshow.macroenabled.12"
                    + " application/vnd.ms-powerpoint.slide.macroenabled.12 application/vnd.ms-access application/x-msaccess"),
    /** What a computer takes for a disk. */
    DISK_IMAGES(
            "iso img dmg sparseimage vhd vhdx vmdk vdi qcow qcow2 ova ovf mdf mds nrg toast udf",
            "application/x-iso9660-image application/vnd.efi.iso application/vnd.efi.img application/x-apple-diskimage"
                    + " application/x-raw-disk-image application/x-qemu-disk application/x-virtualbox-vhd"
                    + " application/x-virtualbox-vdi application/x-vmdk application/x-virtualbox-ova application/ovf"),
    /** By which programs get other files past everyone. */
    TORRENTS("torrent", "application/x-bittorrent");

    private final String id = name().toLowerCase(Locale.ROOT);
    private final Set<String> extensions;
    private final Set<String> mediaTypes;

    FileGroup(String extensions, String mediaTypes) {
        this.extensions = Set.of(extensions.split(" "));
        this.mediaTypes = Set.of(mediaTypes.split(" "));
    }

    /** As in policies. */
    public String id() {
        return id;
    }

    /** Whether a name or the declared type says that the file is one of these. */
    boolean has(FileFacts file) {
        return mediaTypes.contains(file.mediaType())
                || file.extensions().stream().anyMatch(extensions::contains);
    }
}
