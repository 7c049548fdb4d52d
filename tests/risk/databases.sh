### psql-drop: a database gone
psql -U postgres -c 'DROP DATABASE shop;'
#^ danger

### psql-drop-lower: in small letters, with cascade
psql shop --command "drop schema public cascade"
#^ danger

### dropdb: the tool for it
dropdb -h db.prod.internal shop
#^ danger

### mysql-drop: the same with mysql
mysql -u root -e 'DROP DATABASE shop'
#^ danger

### mysqladmin-drop: without a question
mysqladmin -f drop shop
#^ danger

### mysql-truncate: a table emptied
mysql shop -e "TRUNCATE TABLE orders"
#^ danger

### delete-without-where: every row
psql -d shop -c "DELETE FROM customers;"
#^ danger

### update-without-where: every row changed
mysql shop --execute="UPDATE users SET password='x', active=0"
#^ danger

### sqlite-drop: a table of a file
sqlite3 app.db 'DROP TABLE users;'
#^ danger

### piped-sql: the words come by a pipe
echo "TRUNCATE orders, customers CASCADE;" | psql "$DATABASE_URL"
#^ danger

### here-string-sql: the words in a here-string
mysql shop <<< 'DELETE FROM sessions'
#^ danger|caution

### mongo-drop: a document store
mongosh shop --quiet --eval 'db.dropDatabase()'
#^ danger

### mongo-delete-many: every document
mongosh "mongodb://db/shop" --eval 'db.orders.deleteMany({})'
#^ danger

### redis-flushall: all keys of all databases
redis-cli -h cache.prod.internal FLUSHALL
#^ danger

### redis-flushdb: one database, in small letters
redis-cli -n 3 flushdb
#^ danger|caution

### redis-keys-del: every key by a pipe
redis-cli --scan --pattern '*' | xargs redis-cli del
#^ danger

### cql-drop: a key space
cqlsh -e "DROP KEYSPACE events"
#^ danger

### elastic-all: every index
curl -s -XDELETE 'http://localhost:9200/_all'
#^ danger

### grant-all: all rights from everywhere
mysql -e "GRANT ALL PRIVILEGES ON *.* TO 'app'@'%' WITH GRANT OPTION"
#^ danger|caution

### drop-owned: everything a user has
psql -c 'DROP OWNED BY app CASCADE'
#^ danger

### data-folder: the files below the server
systemctl stop mysql && rm -rf /var/lib/mysql
#^ danger|caution

### nightly-reset: a reset script with a here-document
#!/bin/bash
set -euo pipefail
echo "reset of the staging data"
psql -v ON_ERROR_STOP=1 "$STAGING_URL" <<'SQL'
BEGIN;
TRUNCATE TABLE orders RESTART IDENTITY CASCADE;
DELETE FROM customers;
COMMIT;
SQL
echo done
#@ 4-7 danger

### drop-and-create: a here-document for mysql
#!/bin/sh
DB=shop
mysql -u root <<EOF
DROP DATABASE IF EXISTS $DB;
CREATE DATABASE $DB;
EOF
#@ 3-4 danger

### sql-in-variable: the words stand above
#!/bin/bash
query="DROP TABLE audit_log"
db=shop
psql -d "$db" -c "$query"
#^ danger

### ssh-drop: on another machine
ssh db1 "sudo -u postgres psql -c 'DROP DATABASE shop'"
#^ danger

### loop-drop: each database of a list
#!/bin/bash
for db in shop_eu shop_us shop_asia; do
    psql -U postgres -c "DROP DATABASE $db"
#^ danger
done

### restore-clean: a restore that first drops
pg_restore --clean --if-exists -d shop backup.dump
#^ danger|caution

### client-array: the command in an array
#!/bin/bash
sql=(mysql --host=db1 shop -e)
"${sql[@]}" 'DROP TABLE invoices'
#^ danger

### select: only asked
psql -d shop -Atc 'select count(*) from orders where paid'

### delete-where: rows that are named
psql -d shop -c "DELETE FROM sessions WHERE expires_at < now() - interval '30 days'"

### update-where: one row
mysql shop -e "UPDATE users SET active = 0 WHERE id = 42"

### sqlite-usual: a table made and read
sqlite3 app.db 'CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, v TEXT); SELECT count(*) FROM t;'

### temp-table: a table that ends with the session
psql -d shop -c 'CREATE TEMP TABLE x AS SELECT * FROM orders; DROP TABLE pg_temp.x;'

### mongo-filter: documents that are named
mongosh shop --quiet --eval 'db.sessions.deleteMany({ expires: { $lt: new Date() } })'

### redis-one: one key
redis-cli DEL "lock:import"

### dump: a backup
#!/bin/bash
set -euo pipefail
out="/backup/shop-$(date +%F).sql.gz"
mysqldump --single-transaction --routines shop | gzip > "$out.part"
mv "$out.part" "$out"
find /backup -name 'shop-*.sql.gz' -mtime +30 -delete

### migrate: files of changes
#!/bin/bash
set -euo pipefail
for f in migrations/*.sql; do
    name=$(basename "$f")
    if psql -Atq -d shop -c "select 1 from migrations where name = '$name'" | grep -q 1; then
        continue
    fi
    psql -1 -v ON_ERROR_STOP=1 -d shop -f "$f"
    psql -d shop -c "insert into migrations(name) values ('$name')"
done

### sql-file-written: statements written to a file for a person
#!/bin/sh
cat > reset.sql <<'SQL'
-- run by hand
DROP DATABASE shop;
CREATE DATABASE shop;
SQL
echo "reset.sql written; psql -f it yourself"

### words-sql: the words as data
#!/bin/sh
grep -niE 'drop (table|database)|truncate' migrations/*.sql || true
echo "FLUSHALL is disabled here"
git commit -m "sql: DROP TABLE users is gone"

### where-on-next-line: the condition stands further down
#!/bin/bash
psql -d shop <<'SQL'
DELETE FROM events
USING tenants
WHERE events.tenant_id = tenants.id
  AND tenants.closed;
UPDATE carts
   SET state = 'stale'
 WHERE updated_at < now() - interval '7 days';
SQL

### vacuum: care for tables
psql -d shop -c 'VACUUM (ANALYZE) orders' -c 'REINDEX TABLE orders'

### select-word-drop: the word as a value
mysql shop -e "SELECT id FROM tickets WHERE title LIKE '%drop table%'"

### backup-verify: a fresh temporary database of its own
#!/bin/bash
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
zcat backup.sql.gz | sqlite3 "$dir/check.db"
sqlite3 "$dir/check.db" 'PRAGMA integrity_check;'

### drop-comment: a statement that is only spoken of
psql -d shop -c '-- DROP TABLE orders; would be wrong' -c 'select 1'

### explain-delete: a plan of a delete
psql -d shop -c "EXPLAIN DELETE FROM sessions WHERE expires_at < now()"

### insert-words: dangerous words as a value
sqlite3 notes.db "INSERT INTO notes(text) VALUES ('DROP TABLE users; FLUSHALL')"

### create-usual: things made
#!/bin/bash
set -e
createuser app
createdb -O app shop
psql -d shop -c 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO report'
psql -d shop -f schema.sql
psql -d shop -c "ALTER TABLE orders ADD COLUMN note text"

### redis-usual: keys read and set
redis-cli SET lock:import 1 EX 60 NX; redis-cli --scan --pattern 'session:*' | wc -l; redis-cli INFO memory

### mongo-usual: documents read
mongosh shop --quiet --eval 'db.orders.countDocuments({ paid: true })'; mongodump --db shop --out ./dump

### delete-subquery: rows by a list
mysql shop -e "DELETE FROM carts WHERE user_id IN (SELECT id FROM users WHERE closed = 1) LIMIT 1000"

### batch-delete: old rows in small steps
#!/bin/bash
set -euo pipefail
while :; do
    n=$(psql -Atq -d shop -c "with gone as (delete from events where ctid in (select ctid from events where at < now() - interval '90 days' limit 5000) returning 1) select count(*) from gone")
    echo "deleted $n"
    [ "$n" -gt 0 ] || break
    sleep 1
done

### elastic-usual: only asked
curl -s 'http://localhost:9200/_cat/indices?v'; curl -s 'http://localhost:9200/_cluster/health'

### restore-new: a dump into a new database
createdb shop_check && pg_restore -d shop_check backup.dump && psql -d shop_check -c 'select count(*) from orders'

### heredoc-insert: a here-document with rows
#!/bin/sh
sqlite3 app.db <<'SQL'
BEGIN;
INSERT INTO log(text) VALUES ('truncate was asked for and refused');
UPDATE settings SET value = '2' WHERE name = 'version';
COMMIT;
SQL

### memory-db: a database that lives only now
sqlite3 :memory: 'CREATE TABLE t(a); INSERT INTO t VALUES (1); DELETE FROM t; DROP TABLE t;'
