// Stands for org.jetbrains.plugins.terminal.view.shellIntegration.TerminalOutputStatus: IntelliJ Platform 253 (2025.3), read at commit 69adc63.
package org.jetbrains.plugins.terminal.view.shellIntegration

import org.jetbrains.annotations.ApiStatus

@ApiStatus.Experimental
interface TerminalOutputStatus {
    object WaitingForPrompt : TerminalOutputStatus

    object TypingCommand : TerminalOutputStatus

    object ExecutingCommand : TerminalOutputStatus
}
