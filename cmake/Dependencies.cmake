# Every library comes from a Debian package (scripts/setup installs them).

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(spdlog REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)

# libpqxx: 6.4 of Debian 12 has no CMake package, so pkg-config serves both it and 7.10.
pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx>=6.4)
pkg_check_modules(PQ REQUIRED IMPORTED_TARGET libpq)
add_library(pgstair_pqxx INTERFACE)
target_link_libraries(pgstair_pqxx INTERFACE PkgConfig::PQXX PkgConfig::PQ)
add_library(pgstair::pqxx ALIAS pgstair_pqxx)

# libpg_query ships no CMake package and no pkg-config file; protobuf-c and xxhash are inside it.
find_path(PG_QUERY_INCLUDE_DIR pg_query.h REQUIRED)
find_library(PG_QUERY_LIBRARY pg_query REQUIRED)
add_library(pgstair_pg_query INTERFACE)
target_include_directories(pgstair_pg_query SYSTEM INTERFACE ${PG_QUERY_INCLUDE_DIR})
target_link_libraries(pgstair_pg_query INTERFACE ${PG_QUERY_LIBRARY})
add_library(pgstair::pg_query ALIAS pgstair_pg_query)

pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus>=3.0)
add_library(pgstair_tomlplusplus INTERFACE)
target_link_libraries(pgstair_tomlplusplus INTERFACE PkgConfig::TOMLPLUSPLUS)
add_library(pgstair::tomlplusplus ALIAS pgstair_tomlplusplus)
