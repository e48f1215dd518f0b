# What the scripts of the states have in common: each tool, as it is called for its chain.
set -e
sql() { psql -X -q -v ON_ERROR_STOP=1 "$DATABASE_URL" -c "$1"; }
dbmate_here() { dbmate --url "$DATABASE_URL" --migrations-dir chain --no-dump-schema "$@"; }
migrate_here() { migrate -path chain -database "$DATABASE_URL" "$@"; }
goose_here() { goose -dir chain postgres "$DATABASE_URL" "$@"; }
diesel_here() { diesel --database-url "$DATABASE_URL" migration run --migration-dir chain; }
sql_migrate_here() { sql-migrate "$@"; }
node_pg_migrate_here() { npx node-pg-migrate "$@" --migrations-dir migrations; }
sqlx_here() { sqlx migrate run --source migrations --database-url "$DATABASE_URL"; }
flyway_here() { flyway -locations=filesystem:chain "$@"; }

# Has dbmate apply its revisions up to this one.
up_to() {
  mkdir later
  for file in chain/*.sql; do
    if expr "$(basename "$file")" \> "$1_zzz" >/dev/null; then mv "$file" later; fi
  done
  dbmate_here migrate
  mv later/* chain
}

# For what must fail to make the state.
fails() {
  if "$@"; then
    echo "did not fail: $*" >&2
    exit 1
  fi
}
