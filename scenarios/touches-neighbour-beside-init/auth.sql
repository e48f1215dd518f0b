CREATE TABLE app."User" (id text PRIMARY KEY);
