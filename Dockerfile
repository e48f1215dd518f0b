# pgstair, and a Postgres for it to start:
#
#   docker build -t pgstair .
#   docker run --rm --shm-size=1g -v "$PWD:/work" pgstair verify db/migrations

FROM debian:trixie-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      g++ cmake ninja-build pkg-config dpkg-dev file \
      libpqxx-dev libssl-dev libpg-query-dev libcli11-dev libspdlog-dev libtomlplusplus-dev nlohmann-json3-dev
WORKDIR /src
COPY . .
RUN cmake --preset release -DPGSTAIR_TESTS=OFF \
 && cmake --build --preset release --target installed_files \
 && cd build/release && cpack && mv pgstair_*.deb /pgstair.deb

FROM debian:trixie-slim
# The server's package would make a cluster of its own. An Alembic project's Python and its packages
# belong into an image that begins FROM this one.
RUN --mount=type=bind,from=build,source=/pgstair.deb,target=/tmp/pgstair.deb \
    apt-get update \
 && apt-get install -y --no-install-recommends postgresql-common \
 && echo 'create_main_cluster = false' >> /etc/postgresql-common/createcluster.conf \
 && apt-get install -y --no-install-recommends postgresql /tmp/pgstair.deb \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home pgstair
USER pgstair
# Shows that the image works, and leaves the cluster that every run copies.
RUN pgstair doctor /home/pgstair
WORKDIR /work
ENTRYPOINT ["pgstair"]
CMD ["verify"]
