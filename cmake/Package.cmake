# What a system package has besides the program: manual page, completions, documents; and the Debian
# package itself (`make package`).

# Printed by the program, so that they say what its --help says.
find_program(PGSTAIR_GZIP gzip REQUIRED)
mark_as_advanced(PGSTAIR_GZIP)
set(printed_folder "${PROJECT_BINARY_DIR}/printed")
set(printed "${printed_folder}/pgstair.1.gz" "${printed_folder}/pgstair.bash" "${printed_folder}/_pgstair"
    "${printed_folder}/pgstair.fish")
add_custom_command(OUTPUT ${printed}
  COMMAND "${CMAKE_COMMAND}" -E make_directory "${printed_folder}"
  COMMAND pgstair man > "${printed_folder}/pgstair.1"
  COMMAND "${PGSTAIR_GZIP}" -9nf "${printed_folder}/pgstair.1"
  COMMAND pgstair completion bash > "${printed_folder}/pgstair.bash"
  COMMAND pgstair completion zsh > "${printed_folder}/_pgstair"
  COMMAND pgstair completion fish > "${printed_folder}/pgstair.fish"
  DEPENDS pgstair VERBATIM
  COMMENT "Printing the manual page and the completions")
add_custom_target(printed_pages ALL DEPENDS ${printed})
# All that is installed, and no test.
add_custom_target(installed_files DEPENDS pgstair pgstair-test-result printed_pages)

install(FILES "${printed_folder}/pgstair.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${printed_folder}/pgstair.bash" RENAME pgstair
  DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
install(FILES "${printed_folder}/pgstair.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
# Debian's zsh looks for what packages bring in a folder of another name, and elsewhere as all do.
install(CODE "
  set(folder site-functions)
  if(EXISTS /etc/debian_version AND CMAKE_INSTALL_PREFIX MATCHES \"/usr$\")
    set(folder vendor-completions)
  endif()
  file(INSTALL \"${printed_folder}/_pgstair\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/zsh/\${folder}\")")

# The documents, as they stand in the sources: their links lead somewhere.
set(doc_folder "${CMAKE_INSTALL_DATADIR}/doc/pgstair")
install(FILES README.md DESTINATION "${doc_folder}")
install(DIRECTORY docs DESTINATION "${doc_folder}" PATTERN __pycache__ EXCLUDE)

# Who makes the package answers for it. They say so as for every package of Debian's: in DEBFULLNAME
# and DEBEMAIL. The name without them is LICENSE's, which has no address.
set(packager "the pgstair authors <maintainers@pgstair.example>")
if(DEFINED ENV{DEBEMAIL} AND DEFINED ENV{DEBFULLNAME})
  set(packager "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(PGSTAIR_PACKAGER "${packager}" CACHE STRING "Who makes the package and answers for it: a name and <an address>")
set(CPACK_PACKAGE_NAME pgstair)
set(CPACK_PACKAGE_VENDOR "the pgstair authors")
set(CPACK_PACKAGE_CONTACT "${PGSTAIR_PACKAGER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "verifies PostgreSQL migration chains on disposable databases")

string(TIMESTAMP changelog_date "%a, %d %b %Y %H:%M:%S +0000" UTC)  # heeds SOURCE_DATE_EPOCH
# Packages of two releases of Debian differ in what they depend on: "0.1.0~debian12".
cmake_host_system_information(RESULT system QUERY DISTRIB_INFO)
set(package_version "${PROJECT_VERSION}~${system_ID}${system_VERSION_ID}")
configure_file(cmake/package/changelog.in "${PROJECT_BINARY_DIR}/package/changelog" @ONLY)
execute_process(COMMAND "${PGSTAIR_GZIP}" -9nf "${PROJECT_BINARY_DIR}/package/changelog" COMMAND_ERROR_IS_FATAL ANY)

install(FILES "${PROJECT_BINARY_DIR}/package/changelog.gz" cmake/package/copyright DESTINATION "${doc_folder}")

set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_VERSION "${package_version}")
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${PROJECT_SOURCE_DIR}/cmake/package/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)  # whatever the umask of the clone
# The program starts servers but can do with one that runs elsewhere. What builds a C++ project's
# tests is that project's to ask for.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS postgresql)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "cmake (>= 3.25), python3-alembic, libgtest-dev")
string(CONCAT CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "pgstair walks a migration chain up, down and up again, one revision at a\n"
  "time, on a PostgreSQL server that it starts and throws away. It compares the\n"
  "whole catalog between the steps and says what would go wrong before\n"
  "production does: upgrades that fail, downgrades that leave something behind\n"
  "or lose it, revisions that fail on rows, constraints that do not hold.\n"
  "\n"
  "It reads the chains of dbmate, golang-migrate, goose, diesel, sqlx, Flyway,\n"
  "Prisma, sql-migrate, tern, Liquibase, Drizzle, node-pg-migrate and Alembic,\n"
  "and plain SQL files. For C++ projects it brings a CMake package that makes a\n"
  "chain's checks tests of ctest, and databases for tests with GoogleTest.")
include(CPack)
