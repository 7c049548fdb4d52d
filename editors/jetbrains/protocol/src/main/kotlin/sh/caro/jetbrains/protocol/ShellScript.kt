/** Whether a file that the IDE takes for plain text is for the server: by its first line alone, as kernels decide. */
package sh.caro.jetbrains.protocol

object ShellScript {
    /** So much of a file is enough. */
    const val HEAD = 256

    /** As plugin.xml names them to LSP4IJ; a test compares. */
    const val PATTERNS = "*.sh;*.bash;*.ksh;*.dash;*.bats;*.command;*.ebuild;*.eclass;.bashrc;.bash_profile;.bash_login;.bash_logout;.bash_aliases;.profile;PKGBUILD;APKBUILD"

    private val names = PATTERNS.split(';')

    fun isCalledSo(name: String): Boolean = names.any { if (it.startsWith("*")) name.endsWith(it.drop(1)) else name == it }

    private val FIRST_LINE = Regex("^#!\\s*(?:\\S*/)?(?:env\\s+(?:-\\S+\\s+|\\w+=\\S*\\s+)*(?:\\S*/)?)?(?:busybox\\s+)?(?:a|ba|da|k|mk|ok|pdk|po|z)?sh(?:\\s|$)")

    fun isOne(head: ByteArray): Boolean =
        head.size > 2 && head[0] == '#'.code.toByte() && head[1] == '!'.code.toByte() &&
            FIRST_LINE.containsMatchIn(String(head, Charsets.ISO_8859_1).lineSequence().first())
}
