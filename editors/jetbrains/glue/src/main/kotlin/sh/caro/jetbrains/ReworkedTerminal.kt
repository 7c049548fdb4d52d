/** Types at the prompt of the IDE's terminal (2025.3 and later); loaded only with the Terminal plugin. */
package sh.caro.jetbrains

import com.intellij.openapi.project.Project
import com.intellij.openapi.wm.ToolWindowManager
import com.intellij.terminal.frontend.toolwindow.TerminalToolWindowTab
import com.intellij.terminal.frontend.toolwindow.TerminalToolWindowTabsManager
import kotlinx.coroutines.ExperimentalCoroutinesApi
import org.jetbrains.plugins.terminal.view.shellIntegration.TerminalOutputStatus
import sh.caro.jetbrains.protocol.Words

class ReworkedTerminal(private val project: Project) : TerminalTyper {
    override fun type(line: String) {
        val manager = TerminalToolWindowTabsManager.getInstance(project)
        // A tab in which something may be running is left alone: a new one has a prompt of its own.
        val tab = manager.tabs.firstOrNull { it.content.isSelected && isAtPrompt(it) } ?: manager.createTabBuilder().tabName(Words.of("terminal.tab")).createTab()
        ToolWindowManager.getInstance(project).getToolWindow(TOOL_WINDOW)?.activate(null)
        // Without `shouldExecute()`, which would send a newline. Brackets where the shell knows them, bare text elsewhere.
        tab.view.createSendTextBuilder().useBracketedPasteMode().send(line)
    }

    @OptIn(ExperimentalCoroutinesApi::class)
    private fun isAtPrompt(tab: TerminalToolWindowTab): Boolean {
        val integration = tab.view.shellIntegrationDeferred
        return integration.isCompleted && !integration.isCancelled && integration.getCompleted().outputStatus.value == TerminalOutputStatus.TypingCommand
    }

    private companion object {
        const val TOOL_WINDOW = "Terminal"
    }
}
