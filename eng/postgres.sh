# A PostgreSQL server for one run: sourced by ./test, by perf/run and by drills.

# The folder of the newest server's programs, or nothing. Debian keeps them off the path, a folder for each version.
postgres_folder() {
  local server
  server=$(command -v initdb || ls -1 /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1) || true
  [ -z "$server" ] || dirname "$(readlink -f "$server")"
}

# start_postgres FOLDER [OPTION]...: nothing listens on a port, the socket lies in the folder, the superuser is postgres.
# The path of a unix socket may have 107 characters, so the folder's should be short.
start_postgres() {
  local folder=$1
  shift
  mkdir "$folder"
  # The server's own user must reach the folder.
  chmod 755 "$(dirname "$folder")"
  [ "$(id -u)" != 0 ] || chown nobody "$folder"
  as_postgres "$(postgres_folder)/initdb" -D "$folder" -U postgres -A trust -E UTF8 --locale=C --no-sync >/dev/null
  as_postgres "$(postgres_folder)/pg_ctl" start -D "$folder" -w -s -l "$folder/log" -o "-k $folder -c listen_addresses='' $*"
}

# stop_postgres FOLDER: also right where it never started.
stop_postgres() {
  [ ! -f "$1/postmaster.pid" ] || as_postgres "$(postgres_folder)/pg_ctl" stop -D "$1" -m immediate -s || true
}

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u nobody -- "$@"); else "$@"; fi; }
