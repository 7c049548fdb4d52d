/** What the status bar shows: the server's own words, and what the plugin knows while there is no server. */
package sh.caro.jetbrains.protocol

data class StatusLine(val text: String, val tooltip: String, val actions: List<Action>) {
    companion object {
        private val RESTART = Action(Words.of("status.restart"), RESTART_SERVER)
        private val SETTINGS = Action(Words.of("status.settings"), OPEN_SETTINGS)

        /** These two are the plugin's own, not the server's. */
        const val RESTART_SERVER = "plugin.restartServer"
        const val OPEN_SETTINGS = "plugin.openSettings"

        fun of(trouble: NoProgram): StatusLine = StatusLine(Words.of("status.trouble"), trouble.message, listOf(SETTINGS))

        fun stopped(): StatusLine = StatusLine(Words.of("status.off"), Words.of("status.stopped"), listOf(RESTART, SETTINGS))

        fun of(status: Status): StatusLine {
            val state = status.state.orEmpty()
            val key = "status.$state".takeIf { state in STATES } ?: "status.ready"
            val text = if (state == "loading" && status.percent != null) Words.of("status.loadingPercent", status.percent) else Words.of(key)
            val pause = if (state == "paused") Action(Words.of("status.resume"), Commands.RESUME) else Action(Words.of("status.pause"), Commands.PAUSE)
            val model = Action(Words.of("status.model"), Commands.SELECT_MODEL)
            val history = Action(Words.of("status.history"), Commands.HISTORY)
            val helps = listOfNotNull(status.action?.takeIf { it.title != null && it.command != null })
            return StatusLine(text, status.message ?: text, (helps + pause + history + model + RESTART + SETTINGS).distinctBy { it.command })
        }

        private val STATES = setOf("ready", "starting", "loading", "thinking", "paused", "modelMissing", "offline", "error")
    }
}
