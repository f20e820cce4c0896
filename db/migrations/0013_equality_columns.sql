-- The database notes with each row which transaction wrote it, and so which counts one person's answers changed
-- together. Rights by column leave that note to the owner: the application reads the counts and not it.
REVOKE SELECT, UPDATE ON "equality_counts" FROM portal_app;--> statement-breakpoint
GRANT SELECT ("quarter", "question", "value", "words_key", "words", "count") ON "equality_counts" TO portal_app;--> statement-breakpoint
GRANT UPDATE ("count") ON "equality_counts" TO portal_app;
