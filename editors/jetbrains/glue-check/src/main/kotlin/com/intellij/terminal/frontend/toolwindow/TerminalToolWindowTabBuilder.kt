// Stands for com.intellij.terminal.frontend.toolwindow.TerminalToolWindowTabBuilder: IntelliJ Platform 253 (2025.3), read at commit 136a342.
package com.intellij.terminal.frontend.toolwindow

import org.jetbrains.annotations.ApiStatus

@ApiStatus.Experimental
interface TerminalToolWindowTabBuilder {
    fun tabName(name: String?): TerminalToolWindowTabBuilder

    fun createTab(): TerminalToolWindowTab
}
