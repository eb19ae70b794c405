# Runs the trial $trial, which writes bootstrap/target/$table, with what conformance/package.json names. The trial starts
# Devledger itself, on a free port with a data folder of its own, in the process of $pid: ended here, it ends with Maven.
set -u
log=bootstrap/target/${table%.md}.log
mkdir -p bootstrap/target
pid=bootstrap/target/trial.pid
rm -f "bootstrap/target/$table" "$pid"

for program in node npm mvn; do
    command -v "$program" >/dev/null || { echo "$program has to be installed." >&2; exit 2; }
done
if ! (cd conformance && npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error) >"$log" 2>&1; then
    echo "npm could not install what conformance/package-lock.json names:" >&2
    tail -n 20 "$log" >&2
    exit 2
fi

end() {
    trap - INT TERM
    kill "$maven" 2>/dev/null
    wait "$maven"
    while [ -f "$pid" ] && kill "$(cat "$pid")" 2>/dev/null; do
        sleep 1
    done
    exit 130
}
mvn -B -ntp -pl bootstrap -am verify -Dit.test="$trial" -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfailsafe.failIfNoSpecifiedTests=false "$@" >>"$log" 2>&1 &
maven=$!
trap end INT TERM
wait "$maven"
well=$?

if [ -f "bootstrap/target/$table" ]; then
    cat "bootstrap/target/$table"
else
    echo "It did not get so far as to try anything:" >&2
    grep -E "ERROR" "$log" | head -n 20 >&2
fi
[ "$well" = 0 ] || echo "Not everything is as it should be; see $log." >&2
exit "$well"
