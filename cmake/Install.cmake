# What `cmake --install` puts where: the program, what ctest starts, and the CMake package.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# Where pgstair finds what ctest starts, from the folder that it is in itself.
set(libexec_folder "${CMAKE_INSTALL_LIBEXECDIR}/pgstair")
file(RELATIVE_PATH libexec_from_bin "${CMAKE_INSTALL_FULL_BINDIR}" "${CMAKE_INSTALL_FULL_LIBEXECDIR}/pgstair")
target_compile_definitions(pgstair PRIVATE PGSTAIR_LIBEXEC_FROM_BIN="${libexec_from_bin}")

if(NOT PGSTAIR_INSTALL)
  return()
endif()

# No library is in it, so it is the same for every architecture.
set(package_folder "${CMAKE_INSTALL_DATADIR}/cmake/pgstair")

install(TARGETS pgstair EXPORT pgstairTargets RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS pgstair-test-result RUNTIME DESTINATION "${libexec_folder}")
install(EXPORT pgstairTargets NAMESPACE pgstair:: DESTINATION "${package_folder}")

configure_package_config_file(cmake/pgstairConfig.cmake.in "${PROJECT_BINARY_DIR}/pgstairConfig.cmake"
  INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/pgstairConfigVersion.cmake"
  COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/pgstairConfig.cmake" "${PROJECT_BINARY_DIR}/pgstairConfigVersion.cmake"
  cmake/PgstairAddChain.cmake cmake/PgstairChainTests.cmake DESTINATION "${package_folder}")

# pgstair::gtest is compiled by who uses it, so its sources are what is installed.
configure_package_config_file(cmake/pgstair-gtest.cmake.in "${PROJECT_BINARY_DIR}/pgstair-gtest.cmake"
  INSTALL_DESTINATION "${package_folder}" PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_DATADIR
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
install(FILES "${PROJECT_BINARY_DIR}/pgstair-gtest.cmake" cmake/PgstairGtest.cmake DESTINATION "${package_folder}")
install(FILES harness/gtest/include/pgstair_test.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY harness/gtest/ DESTINATION "${CMAKE_INSTALL_DATADIR}/pgstair/gtest"
  FILES_MATCHING PATTERN "*.cc" PATTERN "*.h" PATTERN include EXCLUDE)
