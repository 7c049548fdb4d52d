/** Where a command goes: into the file, onto the clipboard, or to a prompt, where it is never run. */
package sh.caro.jetbrains

import com.intellij.openapi.command.WriteCommandAction
import com.intellij.openapi.fileEditor.FileEditorManager
import com.intellij.openapi.ide.CopyPasteManager
import com.intellij.openapi.project.Project
import java.awt.datatransfer.StringSelection
import sh.caro.jetbrains.protocol.Answer
import sh.caro.jetbrains.protocol.Insertion
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
        val insert = Runnable {
            val offset = editor.caretModel.offset
            editor.document.insertString(offset, command)
            editor.caretModel.moveToOffset(offset + command.length)
        }
        WriteCommandAction.runWriteCommandAction(project, Words.of("ask.insertFile"), null, insert)
    }

    fun intoTerminal(project: Project, answer: Answer) {
        when (val insertion = TerminalText.insertion(answer)) {
            is Insertion.Type -> if (!type(project, insertion.text)) copy(project, insertion.text, Words.of("terminal.none"))
            is Insertion.Copy -> copy(project, insertion.text, insertion.why)
            is Insertion.Refuse -> warn(project, insertion.why)
        }
    }

    // The terminal's API is experimental, and is not in the backend of a remote project.
    private fun type(project: Project, line: String): Boolean = try {
        project.getService(TerminalTyper::class.java)?.type(line) != null
    } catch (_: LinkageError) {
        false
    }

    fun copy(answer: Answer) = put(answer.command.orEmpty())

    private fun copy(project: Project, text: String, why: String) {
        put(text)
        tell(project, why)
    }

    private fun put(text: String) = CopyPasteManager.getInstance().setContents(StringSelection(text))
}
