"""The parts of the Telegram channel that know no library: what came in, what goes out, in which order, and how often it is
tried (docs/adr/0005-telegram.md). `bot.channels.telegram_inbound` puts them on aiogram."""
