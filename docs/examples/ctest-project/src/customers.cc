#include "customers.h"

long add_customer(pqxx::connection& database, const Customer& customer) {
  pqxx::work work(database);
  const auto rows = work.exec("INSERT INTO customers (name, email) VALUES (" +
                              work.quote(customer.name) + ", " + work.quote(customer.email) +
                              ") RETURNING id");
  work.commit();
  return rows[0][0].as<long>();
}

std::vector<Customer> subscribers(pqxx::connection& database) {
  pqxx::work work(database);
  std::vector<Customer> found;
  for (const auto& row :
       work.exec("SELECT name, email FROM customers WHERE newsletter ORDER BY name")) {
    found.push_back({row[0].as<std::string>(), row[1].as<std::string>()});
  }
  return found;
}
