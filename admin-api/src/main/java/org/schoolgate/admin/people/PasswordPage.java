package org.schoolgate.admin.people;

/** The pages on which people set their passwords, in English and Arabic. */
final class PasswordPage {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Password</title></head>
            <body><main><h1>Password \u2014 <span lang="ar" dir="rtl">كلمة المرور</span></h1>
            %s
            </main></body>
            </html>
            """;

    private static final String FORM = """
            <p role="alert">%s</p>
            <form method="post">
            <p><label>New password \u2014 <span lang="ar" dir="rtl">كلمة المرور الجديدة</span><br>
            <input type="password" name="password" autocomplete="new-password" required></label></p>
            <p><label>The same again \u2014 <span lang="ar" dir="rtl">أعد كتابتها</span><br>
            <input type="password" name="again" autocomplete="new-password" required></label></p>
            <p><button>Set \u2014 <span lang="ar" dir="rtl">حفظ</span></button></p>
            </form>""";

    private PasswordPage() {}

    /** @param alert of our own words; empty where there is none */
    static String form(String alert) {
        return PAGE.formatted(FORM.formatted(alert));
    }

    static String done() {
        return PAGE.formatted("<p>Your password is set.</p><p lang=\"ar\" dir=\"rtl\">تم تعيين كلمة المرور.</p>");
    }

    static String over() {
        return PAGE.formatted("<p>This link has been used, or is too old. Ask for another one.</p>"
                + "<p lang=\"ar\" dir=\"rtl\">هذا الرابط مستخدم أو منتهي الصلاحية. اطلب رابطًا آخر.</p>");
    }
}
