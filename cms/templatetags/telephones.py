"""``{{ number|dialled }}``: what a telephone dials, to stand behind ``tel:``."""

from django import template

from ..telephones import dialled

register = template.Library()
register.filter("dialled", dialled, is_safe=True)
