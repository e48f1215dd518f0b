"""orders, from a model that has been deleted since"""
from alembic import op
from shop.models import Order

revision = "b2"
down_revision = "a1"


def upgrade():
    Order.__table__.create(op.get_bind())


def downgrade():
    op.drop_table("orders")
