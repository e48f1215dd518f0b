# Read by every start of ctest for each chain of pgstair_add_chain(), which set the variables: adds
# the chain's tests as its files are now, so that a new migration needs no new configuration.

string(RANDOM LENGTH 16 pgstair_run)
set(pgstair_tests "${pgstair_folder}/list-${pgstair_run}.cmake")
set(pgstair_list "${pgstair_program}" ctest list ${pgstair_flags} --results "${pgstair_folder}" --run "${pgstair_run}"
    --prefix "${pgstair_name}.")
foreach(pgstair_label IN LISTS pgstair_labels)
  list(APPEND pgstair_list --label "${pgstair_label}")
endforeach()

execute_process(COMMAND ${pgstair_list} OUTPUT_FILE "${pgstair_tests}" ERROR_QUIET RESULT_VARIABLE pgstair_status)

if(pgstair_status EQUAL 0)
  include("${pgstair_tests}")
  add_test("${pgstair_name}.walk" "${pgstair_program}" ctest walk ${pgstair_flags}
           --results "${pgstair_folder}" --run "${pgstair_run}")
  set_tests_properties("${pgstair_name}.walk" PROPERTIES FIXTURES_SETUP "${pgstair_name}.walk" LABELS "${pgstair_labels}")
  if(pgstair_timeout)
    set_tests_properties("${pgstair_name}.walk" PROPERTIES TIMEOUT "${pgstair_timeout}")
  endif()
  if(pgstair_jobs)
    set_tests_properties("${pgstair_name}.walk" PROPERTIES PROCESSORS "${pgstair_jobs}")
  endif()
else()
  # One test that fails and says why, as it lists once more. No other: not even the walk.
  add_test("${pgstair_name}.list" ${pgstair_list})
  set_tests_properties("${pgstair_name}.list" PROPERTIES LABELS "${pgstair_labels}")
endif()

file(REMOVE "${pgstair_tests}")
