# What `cmake --install` puts where: the program, what ctest starts, and the CMake package.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/pgstair")

set_target_properties(pgstair-test-result PROPERTIES EXPORT_NAME test_result)
install(TARGETS pgstair EXPORT pgstairTargets RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS pgstair-test-result EXPORT pgstairTargets RUNTIME DESTINATION "${CMAKE_INSTALL_LIBEXECDIR}/pgstair")
install(EXPORT pgstairTargets NAMESPACE pgstair:: DESTINATION "${package_folder}")

configure_package_config_file(cmake/pgstairConfig.cmake.in "${PROJECT_BINARY_DIR}/pgstairConfig.cmake"
  INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/pgstairConfigVersion.cmake"
  COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/pgstairConfig.cmake" "${PROJECT_BINARY_DIR}/pgstairConfigVersion.cmake"
  cmake/PgstairAddChain.cmake cmake/PgstairChainTests.cmake DESTINATION "${package_folder}")
