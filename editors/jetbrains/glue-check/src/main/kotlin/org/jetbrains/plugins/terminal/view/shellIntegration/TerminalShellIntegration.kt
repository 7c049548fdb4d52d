// Stands for org.jetbrains.plugins.terminal.view.shellIntegration.TerminalShellIntegration: IntelliJ Platform 253 (2025.3), read at commit fcf40da.
package org.jetbrains.plugins.terminal.view.shellIntegration

import kotlinx.coroutines.flow.StateFlow
import org.jetbrains.annotations.ApiStatus

@ApiStatus.Experimental
interface TerminalShellIntegration {
    val outputStatus: StateFlow<TerminalOutputStatus>
}
