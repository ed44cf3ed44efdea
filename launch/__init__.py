"""Start the bot: set-up checks, training when sources changed, both servers, one way to stop."""
