/** Where a command goes: into the file, onto the clipboard, or to a prompt, where it is never run. */
package sh.caro.jetbrains

import com.intellij.openapi.command.WriteCommandAction
import com.intellij.openapi.fileEditor.FileEditorManager
import com.intellij.openapi.ide.CopyPasteManager
import com.intellij.openapi.project.Project
import com.redhat.devtools.lsp4ij.LSPIJUtils
import java.awt.datatransfer.StringSelection
import sh.caro.jetbrains.protocol.Answer
import sh.caro.jetbrains.protocol.Commands
import sh.caro.jetbrains.protocol.Insertion
import sh.caro.jetbrains.protocol.Remembered
import sh.caro.jetbrains.protocol.TerminalText
import sh.caro.jetbrains.protocol.Words

/** Implemented where the Terminal plugin is switched on. */
interface TerminalTyper {
    /** Types [line] at a prompt, without running it. */
    fun type(line: String)
}

object Insertions {
    fun intoFile(project: Project, answer: Answer) {
        val command = answer.command ?: return
        val editor = FileEditorManager.getInstance(project).selectedTextEditor ?: return warn(project, Words.of("ask.noEditor"))
        if (!editor.document.isWritable) return warn(project, Words.of("ask.noEditor"))
        var row = 0
        val insert = Runnable {
            val offset = editor.caretModel.offset
            row = LSPIJUtils.toPosition(offset, editor.document).line
            editor.document.insertString(offset, command)
            editor.caretModel.moveToOffset(offset + command.length)
        }
        WriteCommandAction.runWriteCommandAction(project, Words.of("ask.insertFile"), null, insert)
        val script = editor.virtualFile?.takeIf { ShellFiles.isScript(it) }
        tellChosen(project, answer, script?.let(ShellFiles::uri), row)
    }

    fun intoTerminal(project: Project, answer: Answer) {
        when (val insertion = TerminalText.insertion(answer)) {
            is Insertion.Type -> if (!type(project, insertion.text)) copy(project, insertion.text, Words.of("terminal.none"))
            is Insertion.Copy -> copy(project, insertion.text, insertion.why)
            is Insertion.Refuse -> return warn(project, insertion.why)
        }
        tellChosen(project, answer)
    }

    // The terminal's API is experimental, and is not in the backend of a remote project.
    private fun type(project: Project, line: String): Boolean = try {
        project.getService(TerminalTyper::class.java)?.type(line) != null
    } catch (_: LinkageError) {
        false
    }

    fun copy(project: Project, answer: Answer) {
        put(answer.command.orEmpty())
        tellChosen(project, answer)
    }

    // Nobody waits for it, and nobody misses it with a server that does not know it.
    private fun tellChosen(project: Project, answer: Answer, uri: String? = null, row: Int? = null) {
        Remembered.chosen(answer, uri, row)?.let { CaroServers.run(project, Commands.CHOSEN, it) }
    }

    private fun copy(project: Project, text: String, why: String) {
        put(text)
        tell(project, why)
    }

    private fun put(text: String) = CopyPasteManager.getInstance().setContents(StringSelection(text))
}
