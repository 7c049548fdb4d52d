// Stands for com.intellij.terminal.frontend.toolwindow.TerminalToolWindowTabsManager: IntelliJ Platform 253 (2025.3), read at commit 57bc63d.
package com.intellij.terminal.frontend.toolwindow

import com.intellij.openapi.project.Project
import org.jetbrains.annotations.ApiStatus

@ApiStatus.Experimental
interface TerminalToolWindowTabsManager {
    val tabs: List<TerminalToolWindowTab>

    fun createTabBuilder(): TerminalToolWindowTabBuilder

    companion object {
        @JvmStatic
        fun getInstance(project: Project): TerminalToolWindowTabsManager = TODO()
    }
}
