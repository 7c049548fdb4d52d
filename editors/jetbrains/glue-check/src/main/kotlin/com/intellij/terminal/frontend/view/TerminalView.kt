// Stands for com.intellij.terminal.frontend.view.TerminalView: IntelliJ Platform 253 (2025.3), read at commit d8bc82a.
package com.intellij.terminal.frontend.view

import kotlinx.coroutines.Deferred
import org.jetbrains.annotations.ApiStatus
import org.jetbrains.plugins.terminal.view.TerminalSendTextBuilder
import org.jetbrains.plugins.terminal.view.shellIntegration.TerminalShellIntegration

@ApiStatus.Experimental
interface TerminalView {
    val shellIntegrationDeferred: Deferred<TerminalShellIntegration>

    fun sendText(text: String)

    fun createSendTextBuilder(): TerminalSendTextBuilder
}
