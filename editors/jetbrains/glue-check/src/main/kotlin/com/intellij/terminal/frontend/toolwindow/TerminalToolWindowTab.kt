// Stands for com.intellij.terminal.frontend.toolwindow.TerminalToolWindowTab: IntelliJ Platform 253 (2025.3), read at commit 69adc63.
package com.intellij.terminal.frontend.toolwindow

import com.intellij.terminal.frontend.view.TerminalView
import com.intellij.ui.content.Content
import org.jetbrains.annotations.ApiStatus

@ApiStatus.Experimental
interface TerminalToolWindowTab {
    val view: TerminalView
    val content: Content
}
