// Stands for org.jetbrains.plugins.terminal.view.TerminalSendTextBuilder: IntelliJ Platform 253 (2025.3), read at commit 18dbbfc.
package org.jetbrains.plugins.terminal.view

import org.jetbrains.annotations.ApiStatus

@ApiStatus.Experimental
interface TerminalSendTextBuilder {
    fun shouldExecute(): TerminalSendTextBuilder

    fun useBracketedPasteMode(): TerminalSendTextBuilder

    fun send(text: String)
}
