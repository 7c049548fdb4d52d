/** Which files are for the server: what the descriptor maps by name and language, and plain files whose first line says so. */
package sh.caro.jetbrains

import com.intellij.openapi.project.Project
import com.intellij.openapi.vfs.VirtualFile
import com.redhat.devtools.lsp4ij.AbstractDocumentMatcher
import com.redhat.devtools.lsp4ij.LSPIJUtils
import java.io.IOException
import sh.caro.jetbrains.protocol.ShellScript

/** For plain-text files alone, which is how the IDE sees a script that it does not know. */
class FirstLineMatcher : AbstractDocumentMatcher() {
    override fun match(file: VirtualFile, project: Project): Boolean = ShellFiles.beginsAsScript(file)
}

object ShellFiles {
    /** As LSP4IJ writes it: FileUriSupportBase.toString. */
    fun uri(file: VirtualFile): String = LSPIJUtils.toUri(file).toASCIIString()

    fun isScript(file: VirtualFile): Boolean =
        !file.isDirectory && (file.fileType.name == "Shell Script" || ShellScript.isCalledSo(file.name) || isPlain(file) && beginsAsScript(file))

    private fun isPlain(file: VirtualFile) = file.fileType.name == "PLAIN_TEXT"

    fun beginsAsScript(file: VirtualFile): Boolean = try {
        file.isValid && !file.isDirectory && file.inputStream.use { ShellScript.isOne(it.readNBytes(ShellScript.HEAD)) }
    } catch (_: IOException) {
        false
    }
}
