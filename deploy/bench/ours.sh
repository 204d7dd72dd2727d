# Schoolgate in the benchmark against other proxies: the distribution as it is built, the list compiled into a bundle, the access
# log as always on. What is set for the benchmark alone is in policy.yaml beside this file, and in the options below. The warm-up is
# a minute, as everything runs on one core, the compiler too: after 36 seconds a request still took twice what it took then.
PX_MODES="plain"; PX_BLOCK=1; PX_BLOCK_STATUS=403; PX_WARM=20
bench=$(dirname "${BASH_SOURCE[0]}")
px_version() { "$bench/../schoolgate" version; }
px_prepare() {
  cmp -s "$BLOCK" "$CACHE/schoolgate/list" && return
  rm -rf "$CACHE/schoolgate"
  "$bench/../schoolgate" bundle build --policy "$bench/policy.yaml" --source "domains:$BLOCK=gambling" --key "$W/key" --out "$CACHE/schoolgate"
  cp "$BLOCK" "$CACHE/schoolgate/list"
}
px_start() {
  JDK_JAVA_OPTIONS=-Xmx256m exec "$bench/../schoolgate" gateway --bundle "$CACHE/schoolgate" --data "$W/data" \
    --proxy-host 127.0.0.1 --proxy-port "$PORT" --gateway-ops-port 0
}
