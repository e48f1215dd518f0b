#pragma once

#include <pqxx/pqxx>
#include <string>
#include <vector>

struct Customer {
  std::string name;
  std::string email;
};

/// Adds a customer, and says under which number.
long add_customer(pqxx::connection& database, const Customer& customer);

/// Those who want the newsletter, by name.
std::vector<Customer> subscribers(pqxx::connection& database);
