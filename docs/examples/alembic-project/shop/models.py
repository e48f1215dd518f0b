from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Integer, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Customer(Base):
    __tablename__ = "customers"
    id = Column(BigInteger, Identity(), primary_key=True)
    name = Column(Text, nullable=False)
    email = Column(Text, nullable=False, index=True)


class Order(Base):
    __tablename__ = "orders"
    id = Column(BigInteger, Identity(), primary_key=True)
    customer = Column(BigInteger, ForeignKey(Customer.id), nullable=False, index=True)
    cents = Column(Integer, nullable=False)
